/** Rows on how time is counted. */
import type { Feature } from './feature.ts'

export const TIME_FEATURES: readonly Feature[] = [
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
            file: 'domain/calendar.ts',
            find: "    if (notice?.off.includes(d)) return 'noticeHoliday'\n",
            replace: '',
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
            file: 'domain/calendar.ts',
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
            file: 'domain/project/decide.ts',
            find: 'withConsequences(state, [], facts, command.cause)',
            replace: '[]',
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
            file: 'domain/approval/deadlines.ts',
            find: 'return ownFault ? [completeness, supplement] : [supplement]',
            replace: 'return [completeness, supplement]',
          },
        ],
      },
      {
        file: 'review/clock-stop.yaml',
        line: 'clock: { elapsed: 2, remaining: 18, gross: 10, paused: true }',
        expects: 'clock',
        without: [{ file: 'domain/clock.ts', find: 'if (!stoppedBy) elapsed +=', replace: 'elapsed +=' }],
      },
    ],
  },
]
