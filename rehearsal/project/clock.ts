/** The statutory clock of the approval. */
import { differs, type Expectation, labelled, type Reading, same } from '../expectations/expectation.ts'
import { integer } from '../expectations/reading.ts'
import { NOTHING } from '../problem.ts'
import { TRUE_OR_FALSE } from '../read-values.ts'
import { named } from '../words.ts'
import type { Place } from '../yaml-source.ts'
import { type Details, detailsIn } from './details.ts'

export const CLOCK = {
  clock: {
    zh: '计时',
    en: 'working days of the statutory clock: elapsed (net), remaining, gross; and whether it is paused',
    read: (place, reading) => {
      const expected = clockFields(place, reading)
      return async (seen) => {
        const { clock } = detailsIn(await seen.case())
        if (!clock) return differs({ zh: '在计时', en: 'a running clock' }, NOTHING)
        const found = shown(clock)
        return Object.entries(expected).flatMap(([key, value]) =>
          same(value, found[key as keyof typeof found], YES_NO).map(labelled(named(CLOCK_WORDS, key))),
        )
      }
    },
  },
} as const satisfies Record<string, Expectation>

const YES_NO = { true: { zh: '是' }, false: { zh: '否' } }
const WORKING_DAYS = { zh: '工作日数', en: 'a number of working days' }
const CLOCK_WORDS = {
  elapsed: { zh: '已用' },
  remaining: { zh: '剩余' },
  gross: { zh: '总历时' },
  paused: { zh: '中止' },
}

const shown = (clock: NonNullable<Details['clock']>): Record<keyof typeof CLOCK_WORDS, number | boolean> => ({
  elapsed: clock.netWorkingDays,
  remaining: clock.remainingWorkingDays,
  gross: clock.grossWorkingDays,
  paused: clock.isPaused,
})

function clockFields(place: Place, reading: Reading): Record<string, number | boolean> {
  const fields = reading.source.fields(place, CLOCK_WORDS, {
    zh: '计时，例如 {已用: 2, 剩余: 18}',
    en: 'a clock such as {elapsed: 2, remaining: 18}',
  })
  const expected: Record<string, number | boolean> = {}
  for (const [key, value] of Object.entries(fields)) {
    const given = reading.source.value(value)
    if (key === 'paused' && typeof given === 'boolean') expected[key] = given
    else if (key === 'paused') reading.source.fail(value, TRUE_OR_FALSE)
    else expected[key] = integer(reading, value, WORKING_DAYS) ?? 0
  }
  return expected
}
