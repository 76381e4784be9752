// Finds a browser for the stories, or installs one where that can be done without asking.
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { ROOT } from './build-steps.mjs'
import { installOnDebian } from './debian.mjs'

const SYSTEM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome']

function playwrightsOwn() {
  try {
    const { chromium } = createRequire(path.join(ROOT, 'e2e/package.json'))('@playwright/test')
    return existsSync(chromium.executablePath()) ? chromium.executablePath() : null
  } catch {
    return null
  }
}

function installed() {
  if (!installOnDebian('chromium', 'fonts-noto-cjk')) return null
  return SYSTEM.find((file) => existsSync(file)) ?? null
}

/** The browser's program, or null with one line that says what to do. */
export function findBrowser() {
  const found = SYSTEM.find((file) => existsSync(file)) ?? playwrightsOwn() ?? installed()
  console.log(found ? `Browser for the stories: ${found}` : 'No browser: install Chromium or Google Chrome, or run `npx playwright install chromium` in e2e/.')
  return found
}
