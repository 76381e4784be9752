import { chmod, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import process from 'node:process'
import { expect, it } from 'vitest'

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP', 'beforeExit', 'exit'] as const
const heard = () => SIGNALS.map((signal) => process.listenerCount(signal))

it('the embedded database leaves signals to whoever started it, and can be adopted and stopped by the next', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'xiaopu-embedded-'))
  await chmod(folder, 0o755)
  try {
    const before = heard()
    const { startEmbedded } = await import('./embedded.ts')
    const first = await startEmbedded({ folder, isDurable: false })
    expect(heard()).toEqual(before)

    const adopted = await startEmbedded({ folder, isDurable: false })
    expect(adopted.url).toBe(first.url)
    await adopted.stop()
    const again = await startEmbedded({ folder, isDurable: false })
    expect(again.url).not.toBe(first.url)
    await again.stop()
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}, 120_000)
