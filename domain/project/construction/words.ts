/** The fixed words of construction. */

/** Kinds of incidents (rulebook §2.5: 严重逾期 / 投资重大损失). */
export const INCIDENT_KINDS = ['seriousDelay', 'majorLoss'] as const
export type IncidentKind = (typeof INCIDENT_KINDS)[number]
