import {defineConfig} from 'vitest/config'

// A configuration of its own: else that of a folder above would be taken.
export default defineConfig({test: {include: ['test/**/*.test.ts'], env: {TZ: 'UTC'}}})
