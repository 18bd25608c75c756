/** How large the inputs are. Sizes are bytes of export, before compression. */
export interface Scale {
  /** Runs of each program. */
  rounds: number
  telegram: number
  /** For programs that hold a whole export, or that would take minutes. */
  telegramHeld: number
  discord: number
  slack: number
  csv: number
  /** Messages, for benches that count them. */
  staging: number
  linear: readonly number[]
  linearRounds: number
  delivery: number
  memory: readonly number[]
  huge: number
}

export const FULL: Scale = {
  rounds: 3,
  telegram: 1e9,
  telegramHeld: 300e6,
  discord: 500e6,
  slack: 1.55e9,
  csv: 1e9,
  staging: 1e6,
  linear: [1e6, 2e6, 4e6, 8e6],
  linearRounds: 3,
  delivery: 200_000,
  memory: [1e9, 5e9],
  huge: 10e6,
}

/** For a minute or so. Start-up is a good part of every time here, so the ratios are smaller than those of large exports. */
export const QUICK: Scale = {
  rounds: 1,
  telegram: 50e6,
  telegramHeld: 30e6,
  discord: 50e6,
  slack: 50e6,
  csv: 20e6,
  staging: 100e3,
  linear: [12_500, 25_000, 50_000, 100_000],
  linearRounds: 1,
  delivery: 20_000,
  memory: [50e6, 150e6],
  huge: 50e3,
}

/** For a test that everything runs. */
export const TINY: Scale = {
  ...{rounds: 1, telegram: 200e3, telegramHeld: 200e3, discord: 200e3, slack: 200e3, csv: 100e3, staging: 500},
  ...{linear: [250, 500], linearRounds: 1, delivery: 400, memory: [200e3, 400e3], huge: 2000},
}

/** The same with exports of another size, and as many messages as lie in them. */
export function withSize(scale: Scale, bytes: number): Scale {
  const most = Math.round(bytes / 600)
  return {
    ...scale,
    ...{telegram: bytes, telegramHeld: Math.min(bytes, FULL.telegramHeld), discord: bytes, slack: bytes, csv: bytes},
    ...{staging: most, linear: [8, 4, 2, 1].map((part) => Math.round(most / part))},
    ...{memory: [bytes / 5, bytes], huge: Math.round(bytes / 190)},
  }
}
