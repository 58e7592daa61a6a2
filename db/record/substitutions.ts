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

/** `covers` of the domain for any of several acts: whether the scope of `s` covers `work`, a `CoveredWork` as JSON. */
export const COVERS_ANY = (work: string): string => `(
  (not s.scope ? 'acts' or s.scope -> 'acts' ?| array(select jsonb_array_elements_text(${work} -> 'acts')))
  and (not s.scope ? 'stages' or s.scope -> 'stages' ? (${work} ->> 'stage'))
  and (not s.scope ? 'owners' or s.scope -> 'owners' ? (${work} ->> 'owner'))
  and (not s.scope ? 'cases' or s.scope -> 'cases' ? (${work} ->> 'id'))
)`
