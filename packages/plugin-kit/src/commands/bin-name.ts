/**
 * How a person calls this program from where they stand: from a checkout `everport` is not on the path, but `pnpm everport` is;
 * installed into a project, `npx everport` is.
 * @param env what pnpm tells of itself there: `npm_config_user_agent=pnpm/10.34.9 npm/? node/v20.20.2 linux x64`; npx sets
 *   `npm_command=exec`
 */
export function binName(bin: string, env: Readonly<Record<string, string | undefined>>): string {
  const pnpm = /^pnpm\/(\d+\.\d+\.\d+)/.exec(env.npm_config_user_agent ?? '')
  if (pnpm) return `npx -y pnpm@${pnpm[1]} ${bin}`
  return env.npm_command === 'exec' ? `npx ${bin}` : bin
}

/**
 * Commands in a text as they must be typed here.
 * @param commands first words of the commands that there are
 */
export function withBinName(text: string, bin: string, name: string, commands: ReadonlySet<string>): string {
  if (name === bin) return text
  return text.replace(new RegExp(`(?<!pnpm@[^ ]+ |npx )\\b${bin} ([a-z]+)`, 'g'), (all, word: string) =>
    commands.has(word) ? `${name} ${word}` : all,
  )
}
