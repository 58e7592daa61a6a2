import { describe, expect, it } from 'vitest'
import { caseIdOf, isUuid } from '#domain/values/ids.ts'

const uuid = '0195b7e0-3c1a-7c3e-9d52-6f0a4b1c2d3e'

describe('an id', () => {
  it('is a UUID in canonical lower case, so that equal ids are equal strings', () => {
    expect(isUuid(uuid)).toBe(true)
    const bad = [
      uuid.toUpperCase(),
      `{${uuid}}`,
      uuid.replaceAll('-', ''),
      `${uuid}\n`,
      `urn:uuid:${uuid}`,
      '',
    ]
    for (const s of [...bad, 1, null, undefined, [uuid]]) expect(isUuid(s), String(s)).toBe(false)
  })

  it('is the id of a case together with its kind', () => {
    expect(caseIdOf('project', uuid)).toBe(`project/${uuid}`)
  })
})
