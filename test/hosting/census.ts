/** Compares the workflows of Temporal with the open cases of the record, independently of the reconciler's code. */
import type { Client } from '@temporalio/client'
import type { Pool } from '#db/connect.ts'
import { mapConcurrently } from './map-concurrently.ts'

export interface Census {
  openCases: number
  /** Open cases without exactly one running workflow of our type and queue. */
  notHosted: string[]
  /** Running workflows of cases that are not open. */
  unneeded: string[]
  /** Cases that were started more than once; a run that continues as new counts as the same start. */
  hostedTwice: string[]
  /** Cases whose workflow does not know the last event, or shows another deadline than the record. */
  outOfStep: string[]
}

interface OpenCase {
  case_id: string
  seq: number
  due_at: string | null
}

export async function census(pool: Pool, temporal: Client): Promise<Census> {
  const { rows } = await pool.query<OpenCase>(
    `select p.case_id, h.seq, p.due_at from case_view p join case_head h using (case_id)
     where p.kind = 'project' and p.status not in ('withdrawn', 'declined', 'refused', 'terminated', 'retired')`,
  )
  const open = new Map(rows.map((row) => [row.case_id, row]))
  const running = new Map<string, number>()
  const starts = new Map<string, number>()
  const outOfStep: string[] = []
  const query = `WorkflowType = 'projectLifecycle'`
  for await (const { workflowId, status, taskQueue, searchAttributes } of temporal.workflow.list({ query })) {
    if (status.name !== 'CONTINUED_AS_NEW') count(starts, workflowId)
    if (status.name !== 'RUNNING' || taskQueue !== 'tongchou') continue
    count(running, workflowId)
    const known = open.get(workflowId)
    const due = (searchAttributes.CaseDue?.[0] as Date | undefined)?.toISOString() ?? null
    if (known && (searchAttributes.CaseSeq?.[0] !== known.seq || due !== known.due_at))
      outOfStep.push(workflowId)
  }
  return {
    openCases: open.size,
    notHosted: [...open.keys()].filter((id) => running.get(id) !== 1),
    unneeded: [...running.keys()].filter((id) => !open.has(id)),
    hostedTwice: [...starts].filter(([, times]) => times > 1).map(([id]) => id),
    outOfStep,
  }
}

const count = (counts: Map<string, number>, id: string): void => {
  counts.set(id, (counts.get(id) ?? 0) + 1)
}

/** Open cases whose deadline has no timer. */
export async function unarmed(pool: Pool, temporal: Client): Promise<string[]> {
  const { rows } = await pool.query<{ case_id: string }>(
    `select case_id from case_view where due_at is not null
       and status not in ('withdrawn', 'declined', 'refused', 'terminated', 'retired') order by case_id`,
  )
  const timers = await mapConcurrently(rows, ({ case_id: id }) => runningTimers(temporal, id))
  return rows.filter((_, index) => timers[index] !== 1).map(({ case_id: id }) => id)
}

async function runningTimers(temporal: Client, workflowId: string): Promise<number> {
  const { events = [] } = await temporal.workflow.getHandle(workflowId).fetchHistory()
  const started = events?.filter((event) => event.timerStartedEventAttributes) ?? []
  const over = events?.filter(
    (event) => event.timerFiredEventAttributes || event.timerCanceledEventAttributes,
  )
  return started.length - (over?.length ?? 0)
}
