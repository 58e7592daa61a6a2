/** Our workflow without our API: sends the act as the API does, and waits for the end of its workflow task. */

import { Client } from '@temporalio/client'
import { connect } from '#db/connect.ts'
import { worldReader } from '#db/intake/directory.ts'
import type { OrgId } from '#domain/values/directory.ts'
import { type CommandId, caseIdOf, type PersonId } from '#domain/values/ids.ts'
import { dateOf, type Instant, instant } from '#domain/values/plain-date.ts'
import type { Stack } from '#stack/stack.ts'
import { connectTemporal } from '#wire/connection.ts'
import { contentHash } from '#wire/content-hash.ts'
import { actUpdate } from '#workflows/messages.ts'
import type { Contender } from './contender.ts'
import { openProjects } from './our-api.ts'

const CLAIM = { person: 'chen-hao' as PersonId, role: 'approver', org: 'ndrc-hightech' as OrgId } as const
const BODY = {}

export async function ourUpdate(stack: Stack): Promise<Contender> {
  const ids: string[] = []
  const actor = await actorOfClaim(stack.databaseUrl('tongchou'))
  const connection = await connectTemporal(stack.temporalAddress)
  const client = new Client({ connection, namespace: 'tongchou' })
  return {
    prepare: async (first, count) => {
      ids.push(...(await openProjects(stack.apiUrl, `update-${first}`, count)))
    },
    decide: async (index) => {
      const caseId = caseIdOf('project', String(ids[index]))
      const commandId = `bench-${index}` as CommandId
      const envelope = {
        ...({ commandId, action: 'admit', case: caseId, round: null, body: BODY } as const),
        ...{ actor: CLAIM.person, role: CLAIM.role, org: CLAIM.org },
        ...{ contentHash: contentHash(BODY), issuedAt: new Date().toISOString() as Instant },
      }
      await client.workflow
        .getHandle(caseId)
        .executeUpdate(actUpdate, { updateId: commandId, args: [envelope, { actor }] })
    },
    stop: () => connection.close(),
  }
}

async function actorOfClaim(databaseUrl: string) {
  const pool = connect(databaseUrl, { max: 1 })
  try {
    const { directory } = await worldReader(pool, true)()
    const actor = directory.findActor(CLAIM.person, CLAIM, dateOf(instant(Date.now())))
    if (!actor) throw new Error(`${CLAIM.person} is not in the directory`)
    return actor
  } finally {
    await pool.end()
  }
}
