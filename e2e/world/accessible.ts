import { expect, type Page } from '@playwright/test'
import axe from 'axe-core'

interface Finding { id: string, impact: string, help: string, where: string[] }

/** Fades in half way have colours nobody will read by; what turns for ever is not waited for. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const ending = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity)
    await Promise.allSettled(ending.map((one) => one.finished))
  })
}

/** No serious or critical finding of axe on the page as it stands. */
export async function expectAccessible(page: Page): Promise<void> {
  await atRest(page)
  const { violations } = await page.evaluate<axe.AxeResults>(`${axe.source}; axe.run(document, { resultTypes: ['violations'] })`)
  const findings: Finding[] = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, impact, help, nodes }) => ({ id, impact: String(impact), help, where: nodes.map((node) => `${node.html.slice(0, 160)} ${node.any[0]?.message ?? ''}`) }))
  expect(findings, `accessibility of ${page.url()}`).toEqual([])
}
