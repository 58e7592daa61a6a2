/** Cases that operators hold: they refuse acts and are not rehosted meanwhile. */

/** SQL for the hold in force on a case, as JSON; null when there is none. In real time, because hosting concerns machines. */
export const ACTIVE_HOLD = (caseId: string): string => `(
  select jsonb_build_object('reason', h.reason,
    'until', to_char(h.until_real at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))
  from case_hold h where h.case_id = ${caseId} and ${IS_ACTIVE('h')}
  order by h.until_real desc limit 1
)`

export const IS_ACTIVE = (hold: string): string =>
  `${hold}.released_real is null and ${hold}.until_real > clock_timestamp()`

/** SQL: whether a hold on a case is in force. */
export const IS_HELD = (caseId: string): string =>
  `exists (select from case_hold held where held.case_id = ${caseId} and ${IS_ACTIVE('held')})`
