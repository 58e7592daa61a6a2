/** A project as the API shows it, reduced to what expectations ask about. */
import type { caseView } from '#api/reads/case-view.ts'
import type { detailsOf } from '#domain/project/details.ts'
import type { ProjectId } from '#domain/values/ids.ts'
import type { Fen } from '#domain/values/money.ts'
import type { ApiClient } from './client.ts'
import type { SeenProject } from './observation.ts'
import type { Doer } from './rehearsal.ts'

export async function seeProject(api: ApiClient, id: ProjectId, doer: Doer): Promise<SeenProject> {
  return reduced(await api.read<Shown>(`/v1/projects/${id}`, doer))
}

/** What the route adds to the view. */
type Shown = ReturnType<typeof caseView> & ReturnType<typeof detailsOf> & Pick<SeenProject, 'deadlines'>

function reduced(view: Shown): SeenProject {
  const { status, stage, round, turn, deadlines, amounts, clock, gates, evaluation, pendingSignatures } = view
  return {
    seq: view.seq,
    status: status.code,
    stage: stage.code,
    round,
    turn: turn && `${turn.role.code}@${turn.org.code}`,
    deadlines,
    investmentFen: amounts.investmentFen,
    approvedFen: amounts.approvedFen,
    plannedFen: amounts.plannedFen as Fen,
    releasedFen: amounts.releasedFen as Fen,
    pending: pendingSignatures.map(({ step }) => step),
    pendingHashes: pendingSignatures.map(({ step, subject }) => ({ step, contentHash: subject.contentHash })),
    formDigest: view.form.digest,
    clock: clock && {
      elapsed: clock.netWorkingDays,
      remaining: clock.remainingWorkingDays,
      gross: clock.grossWorkingDays,
      isPaused: clock.isPaused,
    },
    gates,
    grade: evaluation?.grade?.grade ?? null,
    om: evaluation?.om ?? [],
    actions: view.actions.map((action) => ({
      verb: action.verb,
      allowed: action.allowed,
      unmet: 'unmet' in action ? action.unmet.map(({ code }) => code) : [],
    })),
  }
}
