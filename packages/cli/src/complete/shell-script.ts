export const SHELLS = ['bash', 'zsh'] as const
export type Shell = (typeof SHELLS)[number]

/** Stands among the words when names of files fit as well. */
export const FILES = ':files'

/** What a shell runs to have lines of `bin` completed: it asks the program itself, which knows plugins and profiles as they are now. */
export function shellScript(shell: Shell, bin: string): string {
  return SCRIPTS[shell].trimStart().replaceAll('BIN', bin)
}

/** The file that the shell reads when it starts. */
export const START_FILES: Readonly<Record<Shell, string>> = {bash: '~/.bashrc', zsh: '~/.zshrc'}

const SCRIPTS: Readonly<Record<Shell, string>> = {
  bash: `
_BIN_complete() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" word
  [ "$cur" = "=" ] && cur=""
  COMPREPLY=()
  while IFS= read -r word; do
    if [ "$word" = "${FILES}" ]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "$cur")
    else
      COMPREPLY+=("$word")
    fi
  done < <("\${COMP_WORDS[0]}" complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _BIN_complete BIN
`,
  zsh: `
_BIN_complete() {
  local -a found
  found=("\${(@f)$("\${words[1]}" complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if (( \${found[(Ie)${FILES}]} )); then
    found=("\${(@)found:#${FILES}}")
    _files
  fi
  [[ "\${words[CURRENT]}" == --*=* ]] && compset -P '*='
  compadd -- "\${(@)found:#}"
}
(( $+functions[compdef] )) || { autoload -Uz compinit && compinit }
compdef _BIN_complete BIN
`,
}
