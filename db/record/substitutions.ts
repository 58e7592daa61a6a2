/** Appointments of substitutes as facts: read the same by the API and under the lock of a case. */

/** SQL for all appointments by which one (`substitute`) acts for the other (`person`), oldest first, as JSON. */
export const SUBSTITUTIONS_BETWEEN = (person: string, substitute: string): string => `(
  select coalesce(jsonb_agg(${SUBSTITUTION} order by s.at, s.id), '[]')
  from substitution s left join substitution_end e on e.substitution = s.id
  where s.person = ${person} and s.substitute = ${substitute}
)`

/** One appointment, of `s` and its end `e`; instants in the form of the domain. */
export const SUBSTITUTION = `jsonb_build_object('id', s.id, 'person', s.person, 'substitute', s.substitute,
    'from', s.from_on, 'to', s.to_on, 'scope', s.scope,
    'endedAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`
