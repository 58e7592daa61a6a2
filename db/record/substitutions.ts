/** SQL for appointments of substitutes, the same for the API and for decisions under the lock of a case. */

/** SQL for all appointments of `substitute` for `person`, oldest first, as JSON. */
export const SUBSTITUTIONS_BETWEEN = (person: string, substitute: string): string => `(
  select coalesce(jsonb_agg(${SUBSTITUTION} order by s.at, s.id), '[]')
  from substitution s left join substitution_end e on e.substitution = s.id
  where s.person = ${person} and s.substitute = ${substitute}
)`

/** SQL for one appointment `s` and its early end `e`; instants in the form of the domain. */
export const SUBSTITUTION = `jsonb_build_object('id', s.id, 'person', s.person, 'substitute', s.substitute,
    'from', s.from_on, 'to', s.to_on, 'scope', s.scope,
    'endedAt', to_char(e.at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))`

/** SQL: whether the scope of `s` covers at least one act of `work`, a `CoveredWork` as JSON. The same as `covers` of the domain. */
export const COVERS_ANY = (work: string): string => `(
  (not s.scope ? 'acts' or s.scope -> 'acts' ?| array(select jsonb_array_elements_text(${work} -> 'acts')))
  and (not s.scope ? 'stages' or s.scope -> 'stages' ? (${work} ->> 'stage'))
  and (not s.scope ? 'owners' or s.scope -> 'owners' ? (${work} ->> 'owner'))
  and (not s.scope ? 'cases' or s.scope -> 'cases' ? (${work} ->> 'id'))
)`
