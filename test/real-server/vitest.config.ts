import {defineConfig} from 'vitest/config'

// A config of its own: these tests need what run.mjs prepares, and take minutes. Everything is tested as built, not from the sources.
export default defineConfig({
  test: {
    include: ['test/real-server/**/*.real.ts'],
    setupFiles: ['./test/setup.ts'],
    reporters: ['default', './test/closing-line.ts'],
    env: {TZ: 'UTC', NO_COLOR: '1'},
    // A server of its own for each file, on a machine that may have two cores.
    fileParallelism: false,
    testTimeout: 240_000,
    hookTimeout: 90_000,
    disableConsoleIntercept: true,
  },
})
