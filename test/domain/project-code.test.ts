import { describe, expect, it } from 'vitest'
import { isProjectCode } from '#domain/values/project-code.ts'

describe('a project code', () => {
  it('is accepted in the current and the older shape, with any check digit', () => {
    for (const code of ['2603-100000-04-05-123456', '2020-000052-65-02-012345', '2603-100000-04-05-123457']) {
      expect(isProjectCode(code), code).toBe(true)
    }
  })

  it('is refused in any other shape', () => {
    const bad = ['', '2603-100000-04-05-12345', '26031000000405123456', '2603-100000-04-05-1234567']
    for (const s of [
      ...bad,
      '2603-1000a0-04-05-123456',
      '２６０３-100000-04-05-123456',
      ' 2603-100000-04-05-123456',
    ]) {
      expect(isProjectCode(s), s).toBe(false)
    }
    expect(isProjectCode('2603-100000-04-05-123456\n')).toBe(false)
    expect(isProjectCode(2603)).toBe(false)
  })
})
