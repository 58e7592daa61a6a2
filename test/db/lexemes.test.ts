/** The words of titles and the search queries, as PostgreSQL itself reads both. */

import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { lexemesOf, searchQuery } from '#db/lexemes.ts'
import { KINDS } from '#domain/kinds.ts'
import { openDatabase } from '#rehearsal/world/own-database.ts'
import { anyTitle, lookingLike, piecesOf } from '../domain/odd-titles.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase(
    inject('servers').adminDatabaseUrl,
    `words_${randomUUID().slice(0, 8)}`,
    KINDS,
  )
})
afterAll(() => database.drop())

const vectorOf = (title: string): string =>
  lexemesOf({
    ...{ title, owner: 'mca', authority: 'ndrc' },
    numbers: ['2603-100000-04-04-300001', '发改高技〔2026〕123号'],
  })

/** The search texts that do not find the title. */
async function missed(title: string, questions: readonly string[]): Promise<string[]> {
  const asked = questions.flatMap((question) => searchQuery(question) ?? [])
  const { rows } = await database.pool.query<{ asked: string }>(
    'select asked from unnest($2::text[]) as asked where not $1::tsvector @@ asked::tsquery',
    [vectorOf(title), asked],
  )
  return rows.map((row) => row.asked)
}

describe('PostgreSQL', () => {
  it('finds a title by every piece of it, and by characters that look the same, in all scripts', async () => {
    await fc.assert(
      fc.asyncProperty(anyTitle, fc.nat(), async (title, seed) => {
        const pieces = piecesOf(title)
        const typed = [...pieces, ...pieces.map((piece) => lookingLike(piece, seed))]
        expect(await missed(title, typed)).toEqual([])
      }),
      { numRuns: 300 },
    )
  })

  it('reads every typed text as words, never as a mark or an operator', async () => {
    const anything = fc.string({ unit: 'binary', maxLength: 40 })
    await fc.assert(
      fc.asyncProperty(anything, async (question) => {
        await missed('平台', [question, `${question}' | '平台`, `@owner:mca`, `!${question} & (平`])
      }),
      { numRuns: 300 },
    )
    for (const mark of ['@owner:mca', "'@owner:mca'", '@authority']) {
      expect(await missed('平台', [mark]), mark).toHaveLength(1)
    }
  })

  it('finds numbers in addition to the title', async () => {
    expect(
      await missed('平台', ['2603-100000-04-04-300001', '2603', '发改高技〔2026〕123号', '123号 平台']),
    ).toEqual([])
    expect(await missed('平台', ['603', '发改高技〔2026〕12号'])).toHaveLength(2)
  })
})
