/**
 * An open round as one line: that it waits for signatures, and on which act. It is nobody's to do, and is read by those who do
 * not read what is undecided: it names no seat, and no vote changes it.
 */
import { idOf } from '../case/kind.ts'
import { roundTaskKey } from '../case/task-keys.ts'
import type { TaskedCase } from './kind.ts'
import type { Task } from './task.ts'

/** Of all tasks only these have neither an office nor a person. */
export const roundTasks = ({ kind, state }: TaskedCase): Task[] =>
  state.reviews.map(({ step, round, subject }) => ({
    key: roundTaskKey(idOf(kind, state), { step, round }),
    ...{ kind: subject.verb, verb: subject.verb },
    ...{ role: null, org: null, person: null, isPersonal: false },
    ...{ step, seat: null, round },
    // The time of a seat begins when its turn comes: it would tell of votes.
    ...{ since: null, dueOn: null, dueAt: null, provisional: false },
    why: 'signatures',
    leaderOnly: false,
    barred: [],
  }))
