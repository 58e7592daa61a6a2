/** Rows on deadlines and calendars. */
import type { Feature } from './feature.ts'

export const TIME_FEATURES: readonly Feature[] = [
  {
    name: 'Escalation chain on timeout',
    peers: ['○', '○', '–', '–', '○', '◐', '◐'],
    ours: '●',
    proofs: [
      {
        file: 'review/escalation.yaml',
        line: '- { to: zheng-bin, about: 逾期3个工作日, on: 2026-04-03, at: "09:00", count: 1 }',
        expects: 'messages',
        without: [
          {
            file: 'domain/engine/deadline-notices.ts',
            find: 'return [...warnings, ...escalations].filter',
            replace: 'return [...warnings].filter',
          },
        ],
      },
    ],
  },
  {
    name: 'SLA in working days incl. public holidays',
    peers: ['–', '◐', '–', '◐', '–', '○', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/public-holidays.yaml',
        line: 'due: { completeness: 2026-04-09 }',
        expects: 'due',
        without: [
          {
            file: 'domain/values/calendar.ts',
            find: "    if (notice?.off.includes(d)) return 'noticeHoliday'\n",
            replace: '',
          },
        ],
      },
      {
        file: 'review/working-days.yaml',
        line: 'why: { completeness: { from: 2026-09-21, counted: 5, holidays: [2026-09-25..2026-09-27], makeUpDays: none } }',
        expects: 'why',
        without: [
          {
            file: 'domain/engine/deadline-reasons.ts',
            find: "of('noticeHoliday', 'legalHoliday')",
            replace: '[]',
          },
        ],
      },
    ],
  },
  {
    name: '调休 make-up days, versioned calendars',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/public-holidays.yaml',
        line: 'due: { completeness: 2026-05-12 }',
        expects: 'due',
        without: [
          {
            file: 'domain/values/calendar.ts',
            find: "    if (notice?.work.includes(d)) return 'makeUpWorkday'\n",
            replace: '',
          },
        ],
      },
      {
        file: 'holiday-notice.yaml',
        line: 'due: { decision: 2027-01-14 }',
        expects: 'due',
        without: [
          {
            file: 'domain/engine/decide.ts',
            find: 'withConsequences(of, [], { facts, why: command.cause })',
            replace: '[]',
          },
        ],
      },
      {
        file: 'review/make-up-days.yaml',
        line: 'why: { decision: { counted: 20, holidays: [2026-05-01..2026-05-05], makeUpDays: [2026-05-09], movedFrom: none } }',
        expects: 'why',
        without: [{ file: 'domain/engine/deadline-reasons.ts', find: "of('makeUpWorkday')", replace: '[]' }],
      },
      {
        file: 'review/make-up-days.yaml',
        line: 'decision:',
        expects: 'why',
        without: [
          {
            file: 'domain/engine/deadline-move.ts',
            find: '{ ...deadline, moved: { from, wasProvisional, cause: why, version } }',
            replace: 'deadline',
          },
        ],
      },
      {
        file: 'review/make-up-days.yaml',
        line: '- { to: zhou-kai, about: 由 2026-05-29 调整为 2026-06-02, count: 1 }',
        expects: 'messages',
        without: [
          {
            file: 'domain/engine/deadline-events.ts',
            find: "why !== 'rules'",
            replace: 'false',
          },
        ],
      },
    ],
  },
  {
    name: 'Clock stop while waiting for the applicant',
    peers: ['–', '–', '–', '–', '–', '?', '–'],
    ours: '●',
    proofs: [
      {
        file: 'review/clock-stop.yaml',
        line: 'due: { completeness: none, supplement: 2026-03-25 }',
        expects: 'due',
        without: [
          {
            file: 'domain/project/approval/admission.ts',
            find: "(status === 'supplementing' && approval.ownFault)",
            replace: "status === 'supplementing'",
          },
        ],
      },
      {
        file: 'review/clock-stop.yaml',
        line: 'clock: { elapsed: 2, remaining: 18, gross: 10, paused: true }',
        expects: 'clock',
        without: [
          { file: 'domain/values/clock.ts', find: 'if (!stoppedBy) elapsed +=', replace: 'elapsed +=' },
        ],
      },
      {
        file: 'review/working-days.yaml',
        line: 'due: { decision: 2026-11-03 }',
        expects: 'due',
        without: [{ file: 'domain/values/clock.ts', find: '    if (stoppedBy) continue\n', replace: '' }],
      },
    ],
  },
]
