import { expect, it } from 'vitest'
import { redact } from './redact.ts'

it('names and values may hold the character 0, the log\'s JSON may not', () => {
  const shown = redact(new Map([['a\0b', 'c\0d'], ['\0session\0', 'x'], ['__proto__', 'y']]))
  expect(JSON.stringify(shown)).toBe('{"ab":"cd","session":"***","__proto__":"y"}')
})
