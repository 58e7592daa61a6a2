/** A search by words uses the index or checks the words while scanning, whichever is faster: the results must be the same. */

import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { countTasks, listTasks } from '#db/queries/inbox.ts'
import type { Reader } from '#db/queries/inbox-boxes.ts'
import { KINDS } from '#domain/kinds.ts'
import { BOXES, type Box } from '#domain/tasks/boxes.ts'
import type { OrgId } from '#domain/values/directory.ts'
import type { PersonId } from '#domain/values/ids.ts'
import type { Instant } from '#domain/values/plain-date.ts'
import { openDatabase } from '#rehearsal/world/own-database.ts'
import { makeInstallation } from '../../bench/inbox-data.ts'

/** Enough projects that frequent words are checked while scanning. */
const PROJECTS = 9_000
const ALL = 100_000

const startOfToday = '2026-11-23T16:00:00.000Z' as Instant
const reader = (
  person: string,
  orgs: string[],
  rest: Omit<Reader, 'person' | 'orgPath' | 'involvedAs' | 'startOfToday'>,
): Reader => ({
  ...{ person: person as PersonId, orgPath: orgs as OrgId[], involvedAs: [], startOfToday },
  ...rest,
})
const READERS: readonly Reader[] = [
  reader('chen-hao', ['ndrc-hightech', 'ndrc'], {
    ...{ roles: ['approver'], isLeader: false, mayBeNamed: true, readsOpenRounds: true },
    ...{ waitsAs: 'authority', scope: 'seat' },
  }),
  reader('zhou-kai', ['mca-it', 'mca'], {
    ...{ roles: ['departmentLead'], isLeader: true, mayBeNamed: false, readsOpenRounds: false },
    ...{ waitsAs: 'owner', scope: 'own' },
  }),
  reader('ma-lan', ['guoping'], {
    ...{ roles: ['expert'], isLeader: false, mayBeNamed: true, readsOpenRounds: false },
    ...{ waitsAs: 'authority', scope: 'assigned' },
  }),
]
const WORDS = [['信息'], ['平台'], ['二期'], ['审计'], ['消防'], ['养老', '二期'], ['航天']]

let database: Awaited<ReturnType<typeof openDatabase>>
beforeAll(async () => {
  database = await openDatabase(
    inject('servers').adminDatabaseUrl,
    `inbox_${randomUUID().slice(0, 8)}`,
    KINDS,
  )
  await makeInstallation(database.pool, PROJECTS)
})
afterAll(() => database.drop())

const list = (who: Reader, box: Box, q?: string) =>
  listTasks(database.pool, who, box, { filter: q === undefined ? {} : { q }, after: null, limit: ALL })

describe.each(READERS.map((who) => ({ name: who.roles[0], who })))(
  'the inbox of a person in the role $name',
  ({ who }) => {
    it.each(BOXES)('finds in %s exactly the tasks with the words, in the order of the box', async (box) => {
      const all = await list(who, box)
      for (const words of WORDS) {
        // Hidden titles do not match.
        const having = all.filter(({ title }) => words.every((word) => title?.includes(word)))
        const found = await list(who, box, words.join(' '))
        expect(found.map(({ key }) => key)).toEqual(having.map(({ key }) => key))
      }
    })

    it('counts the tasks of its lists', async () => {
      const counts = await countTasks(database.pool, who)
      for (const box of BOXES) expect(counts[box].count).toBe(Math.min(500, (await list(who, box)).length))
    })
  },
)
