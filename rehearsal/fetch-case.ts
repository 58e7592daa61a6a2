/** A case as the API shows it, reduced to what expectations ask about. */
import type { caseView } from '#api/reads/case-view.ts'
import type { ApiClient } from './client.ts'
import type { ObservedCase } from './observation.ts'
import type { Doer } from './rehearsal.ts'

export async function fetchCase(api: ApiClient, address: string, doer: Doer): Promise<ObservedCase> {
  return reduced(await api.read<Shown>(address, doer))
}

/** What the route adds to the view. */
type Shown = ReturnType<typeof caseView> & Pick<ObservedCase, 'deadlines'>

function reduced(view: Shown): ObservedCase {
  const { seq, status, stage, round, turn, deadlines, pendingSignatures } = view
  return {
    seq,
    status: status.code,
    stage: stage.code,
    round,
    turn: turn && `${turn.role.code}@${turn.org.code}`,
    deadlines,
    pending: pendingSignatures.map(({ step }) => step),
    pendingHashes: pendingSignatures.map(({ step, subject }) => ({ step, contentHash: subject.contentHash })),
    actions: view.actions.map((action) => ({
      verb: action.verb,
      allowed: action.allowed,
      unmet: 'unmet' in action ? action.unmet.map(({ code }) => code) : [],
    })),
    view,
  }
}
