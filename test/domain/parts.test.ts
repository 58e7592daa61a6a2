/** Whose part in a project keeps whom away: what is remembered of organisations that move. */
import { describe, expect, it } from 'vitest'
import { partOf, withParts } from '#domain/case/parts.ts'
import { unopened } from '#domain/project/unopened.ts'

describe('a firm that comes under a group between two of its works', () => {
  it('has a part alone, and one of the group', () => {
    const alone = partOf('preparer', 'huazi', undefined)
    const grouped = partOf('preparer', 'huazi', { huazi: ['huazi', 'group'] })
    const state = withParts(withParts(unopened('p-1'), [alone]), [grouped, grouped])
    expect(state.parts.map(({ orgPath }) => orgPath)).toEqual([['huazi'], ['huazi', 'group']])
  })
})
