/**
 * An open round as one line: that it waits for signatures, and on which act. It is nobody's to do, and is read by those who do
 * not read what is undecided: it names no seat, and no vote changes it.
 */
import type { Verb } from '../project/actions.ts'
import type { ProjectState } from '../project/state.ts'
import type { Task } from './task.ts'

/** Of all tasks only these have neither an office nor a person. */
export const roundTasks = ({ id, reviews }: ProjectState): Task[] =>
  reviews.map(({ step, round, subject }) => ({
    key: `project/${id}/signatures-${step}/${round}`,
    ...{ kind: subject.verb as Verb, verb: subject.verb as Verb },
    ...{ role: null, org: null, person: null, isPersonal: false },
    ...{ step, seat: null, round },
    // The time of a seat begins when its turn comes: it would tell of votes.
    ...{ since: null, dueOn: null, dueAt: null, provisional: false },
    why: 'signatures',
    leaderOnly: false,
    barred: [],
  }))
