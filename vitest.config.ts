import {availableParallelism} from 'node:os'
import {defineConfig} from 'vitest/config'

// Tests run the sources, without a build: every package exports its src/ under this condition.
const source = '@everport/source'
const conditions = [source, 'module', 'node', 'development|production']

export default defineConfig({
  resolve: {conditions},
  ssr: {resolve: {conditions, externalConditions: [source]}},
  test: {
    include: [
      'packages/*/src/**/*.test.ts',
      'plugins/*/test/**/*.test.ts',
      'templates/*/test/**/*.test.ts',
      'test/**/*.test.ts',
    ],
    setupFiles: ['./test/setup.ts'],
    reporters: ['default', './test/closing-line.ts'],
    env: {TZ: 'UTC', NO_COLOR: '1'},
    testTimeout: 30_000,
    // Many tests wait for a server or a process: two files side by side even where there are two cores.
    maxWorkers: Math.max(2, availableParallelism()),
    disableConsoleIntercept: true,
  },
})
