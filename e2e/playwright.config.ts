import process from 'node:process'
import { defineConfig } from '@playwright/test'
import { PHONE } from './world/story.ts'

const executablePath = process.env.BROWSER_PATH ?? '/usr/bin/chromium'
// As root Chromium refuses its sandbox; the other switches keep it from calling home.
const args = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync']

export default defineConfig({
  testDir: 'stories',
  globalSetup: './world/start-shop.ts',
  outputDir: '../node_modules/.cache/e2e',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  // Nothing takes half as long; two browsers, the shop and its database share the cores.
  timeout: 150_000,
  expect: { timeout: 20_000 },
  use: {
    actionTimeout: 30_000,
    launchOptions: { executablePath, args },
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    serviceWorkers: 'block',
  },
  projects: [
    { name: 'phone', testMatch: /phone\/.*\.spec\.ts/, use: PHONE },
    { name: 'desktop', testMatch: /desktop\/.*\.spec\.ts/, use: { viewport: { width: 1440, height: 900 } } },
  ],
})
