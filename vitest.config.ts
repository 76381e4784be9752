import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'server',
          include: ['packages/**/*.test.ts', 'prisma/**/*.test.ts'],
          globalSetup: ['packages/shared/src/database/testing/global-setup.ts'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          // The shop's modules are loaded once a worker and not once a file: that was a third of the whole run.
          isolate: false,
        },
      },
      'apps/*',
    ],
    maxWorkers: 2,
  },
})
