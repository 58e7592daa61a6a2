/** Parts of organisations that move: both the old and the new path are kept. */
import { describe, expect, it } from 'vitest'
import { partOf, withParts } from '#domain/case/parts.ts'
import { unopened } from '#domain/project/unopened.ts'

describe('a firm that joins a group between two pieces of work', () => {
  it('has one part by itself, and one with the group', () => {
    const alone = partOf('preparer', 'huazi', undefined)
    const grouped = partOf('preparer', 'huazi', { huazi: ['huazi', 'group'] })
    const state = withParts(withParts(unopened('p-1'), [alone]), [grouped, grouped])
    expect(state.parts.map(({ orgPath }) => orgPath)).toEqual([['huazi'], ['huazi', 'group']])
  })
})
