/**
 * Outcomes of joint decisions, written by hand from docs/review.md, not computed by the code.
 *
 * A row is: marks → outcome. One mark per seat: F for, A against, B abstains, X absent, R recused, T timed out,
 * a dot for an open seat. "early": decided although seats are open.
 * Effects: `none` nothing else is counted; `contra` all of it counts as against; `pro` all of it counts as for;
 * `mixed` abstentions and recusals are not counted, absence and time-outs count as against.
 */
export interface Group {
  rule: string
  /** Per seat; a leading v marks a veto. */
  seats: string
  early: 'on' | 'off'
  effects: 'none' | 'contra' | 'pro' | 'mixed'
  quorum: number
  rows: string
}

const three = { seats: '1 1 1', early: 'on', effects: 'none', quorum: 1 } as const
const weights = { ...three, rule: 'weighted 60', seats: '50 30 20' } as const
const vetoFirst = { ...three, seats: 'v1 1 1' } as const

export const GROUPS: readonly Group[] = [
  {
    ...three,
    rule: 'all',
    rows: `... open, F.. open, FF. open, FFF approved, A.. rejected early, .A. rejected early,
      FA. rejected early, FFA rejected, FFB approved, FBB approved, BBB failed nothingCounted, FXX approved,
      XXX failed nobodyLeft, RRR failed nobodyLeft, TTT failed nobodyLeft, BXT failed nothingCounted,
      FB. open, BB. open, AXX rejected, XX. open, XXA rejected, FRT approved, ART rejected`,
  },
  {
    ...three,
    rule: 'all',
    effects: 'contra',
    rows: `FFB rejected, B.. rejected early, X.. open, T.. open, FT. rejected early, FFT rejected, FFX rejected,
      FFR rejected, BBB rejected, TTT failed nobodyLeft, XF. rejected early, FFF approved, FF. open`,
  },
  {
    ...three,
    rule: 'all',
    effects: 'pro',
    rows: `FFB approved, BBB approved, FTT approved, TTT failed nobodyLeft, B.. open, FT. open,
      A.. rejected early, ATT rejected, FXR approved`,
  },
  {
    ...three,
    rule: 'all',
    effects: 'mixed',
    rows: 'FFB approved, FFX rejected, FFR approved, FFT rejected, FBT rejected, BBR failed nothingCounted',
  },
  {
    ...three,
    rule: 'all',
    early: 'off',
    rows: 'A.. open, FA. open, AA. open, AAA rejected, FFA rejected, FFF approved, FFB approved',
  },
  { ...three, rule: 'all', early: 'off', effects: 'contra', rows: 'FT. open, FTT rejected, BBB rejected' },
  {
    ...three,
    rule: 'all',
    quorum: 2,
    rows: `F.. open, A.. open, AA. rejected early, AF. rejected early, FXX failed noQuorum, FBX approved,
      AXX failed noQuorum, ABX rejected, BBX failed nothingCounted`,
  },
  {
    ...three,
    rule: 'all',
    quorum: 3,
    rows: `FF. open, FFX failed noQuorum, FFB approved, AAX failed noQuorum, XFF failed noQuorum,
      X.. failed early noQuorum`,
  },
  {
    ...three,
    rule: 'any',
    rows: `F.. approved early, .F. approved early, A.. open, AA. open, AAA rejected, AAF approved, ABB rejected,
      BBB failed nothingCounted, AXX rejected, XXX failed nobodyLeft, XXF approved, FXX approved, AB. open,
      B.. open, TTT failed nobodyLeft`,
  },
  {
    ...three,
    rule: 'any',
    effects: 'contra',
    rows: 'BBB rejected, B.. open, ATT rejected, TTT failed nobodyLeft, FTT approved, FAR approved',
  },
  {
    ...three,
    rule: 'any',
    effects: 'pro',
    rows: `B.. approved early, T.. open, AT. approved early, AAB approved, TTT failed nobodyLeft, ATT approved,
      AAA rejected`,
  },
  {
    ...three,
    rule: 'any',
    early: 'off',
    rows: 'F.. open, FF. open, FAA approved, AAA rejected, FAB approved',
  },
  {
    ...three,
    rule: 'any',
    quorum: 2,
    rows: 'F.. open, FA. approved early, FB. approved early, FXX failed noQuorum, AAX rejected',
  },
  {
    ...three,
    rule: 'kOfN 2',
    rows: `F.. open, FF. approved early, FA. open, FAF approved, AA. rejected early, A.. open, FAA rejected,
      FBB failed tooFewSeats, FAB rejected, FFB approved, ABB failed tooFewSeats, BB. failed early tooFewSeats,
      BBB failed tooFewSeats, XXX failed nobodyLeft, FXX failed tooFewSeats, FX. open,
      XX. failed early tooFewSeats, AX. open, AXX failed tooFewSeats, AXF rejected, FRF approved`,
  },
  {
    ...three,
    rule: 'kOfN 2',
    effects: 'contra',
    rows: `FB. open, FBB rejected, BB. rejected early, FT. open, FTT rejected, TT. open, TTF rejected,
      FFT approved, TTT failed nobodyLeft`,
  },
  {
    ...three,
    rule: 'kOfN 2',
    effects: 'pro',
    rows: 'FB. approved early, FT. approved early, TT. open, TTA approved, ATT approved, AAT rejected',
  },
  { ...three, rule: 'kOfN 2', early: 'off', rows: 'FF. open, FFA approved, FAA rejected, FFX approved' },
  { ...three, rule: 'kOfN 4', rows: '... failed early tooFewSeats, F.. failed early tooFewSeats' },
  { ...three, rule: 'kOfN 4', early: 'off', rows: '... open, FFF failed tooFewSeats' },
  { ...three, rule: 'kOfN 1', rows: 'F.. approved early, AAA rejected, A.. open, AAF approved' },
  {
    ...three,
    rule: 'kOfN 3',
    rows: 'FF. open, FFF approved, A.. open, FFA rejected, FFB failed tooFewSeats',
  },
  { ...three, rule: 'kOfN 3', effects: 'contra', rows: 'A.. rejected early, FFB rejected, FFR rejected' },
  {
    ...weights,
    rows: `F.. open, FF. approved early, F.F approved early, .FF open, A.. rejected early, .A. open,
      .AA rejected early, ..A open, FAA rejected, AFF rejected, FAF approved, FBB approved,
      BBB failed nothingCounted, FAB approved, BFA approved, BAF rejected, FXX approved, XXX failed nobodyLeft,
      XFA approved, RAF rejected`,
  },
  {
    ...weights,
    effects: 'contra',
    rows: 'FBB rejected, FFB approved, BFF rejected, B.. rejected early, FBF approved, TFF rejected, FTT rejected',
  },
  {
    ...weights,
    effects: 'pro',
    rows: 'BAA rejected, BFA approved, B.. open, BF. approved early, TFA approved, TTT failed nobodyLeft',
  },
  { ...weights, early: 'off', rows: 'FF. open, FFA approved, A.. open, AFF rejected' },
  {
    ...three,
    rule: 'weighted 50 strictly',
    rows: `FF. approved early, F.. open, FA. open, FAB rejected, FAF approved, FBB approved, FAA rejected,
      AA. rejected early, FAX rejected, BB. open, AB. rejected early, FB. open`,
  },
  { ...three, rule: 'weighted 50', rows: 'FAB approved, AB. open, FB. approved early, FAA rejected' },
  {
    ...vetoFirst,
    rule: 'veto',
    rows: `F.. approved early, A.. rejected early, .AA open, .FF open, FAA approved, AFF rejected,
      BFF failed nothingCounted, XFF rejected, X.. open, XF. rejected early,
      B.. failed early nothingCounted, RAA rejected, TTT failed nobodyLeft`,
  },
  {
    ...vetoFirst,
    rule: 'veto',
    effects: 'contra',
    rows: 'BFF rejected, TFF rejected, T.. open, FTT approved',
  },
  { ...vetoFirst, rule: 'veto', effects: 'pro', rows: 'TFF rejected, BFF approved, B.. approved early' },
  { ...vetoFirst, rule: 'veto', early: 'off', rows: 'F.. open, A.. open, FAA approved, AFF rejected' },
  {
    ...vetoFirst,
    rule: 'any',
    rows: `.F. open, FF. approved early, F.. approved early, A.. rejected early, AFF rejected, BFF approved,
      BAF approved, XF. rejected early, TFF rejected, RFF rejected, FAA approved, BAA rejected`,
  },
  {
    ...vetoFirst,
    rule: 'kOfN 2',
    rows: '.FF open, AFF rejected, TFF rejected, FAF approved, BFF approved, A.. rejected early, FAA rejected',
  },
  {
    ...three,
    rule: 'chair',
    rows: `F.. approved early, A.. rejected early, .FF open, .AA open, FAA approved, AFF rejected,
      BFF failed chairGone, XFF failed chairGone, B.. failed early chairGone, X.. failed early chairGone,
      RFF failed chairGone, TTT failed nobodyLeft`,
  },
  {
    ...three,
    rule: 'chair',
    effects: 'contra',
    rows: 'BFF rejected, TFF rejected, B.. rejected early, T.. open',
  },
  {
    ...three,
    rule: 'chair',
    effects: 'pro',
    rows: 'BAA approved, TAA approved, T.. open, B.. approved early',
  },
  { ...three, rule: 'chair', early: 'off', rows: 'F.. open, FAA approved, AFF rejected' },
  { ...three, rule: 'chair', quorum: 2, rows: 'F.. open, FB. approved early, FXX failed noQuorum' },
  {
    ...three,
    rule: 'all',
    seats: '1',
    rows: '. open, F approved, A rejected, B failed nothingCounted, T failed nobodyLeft, R failed nobodyLeft',
  },
  // Seats marked absent 缺席, rule by rule.
  { ...three, rule: 'all', rows: 'FXF approved, XFA rejected, X.. open' },
  {
    ...three,
    rule: 'all',
    effects: 'contra',
    rows: 'FXF rejected, FX. rejected early, X.. open, XXX failed nobodyLeft',
  },
  { ...three, rule: 'all', effects: 'pro', rows: 'FXF approved, FX. open, AXX rejected' },
  {
    ...three,
    rule: 'any',
    effects: 'contra',
    rows: 'XXF approved, XA. open, XAA rejected, AXX rejected, XX. open',
  },
  {
    ...three,
    rule: 'any',
    effects: 'pro',
    rows: 'AXX approved, AX. approved early, XX. open, XXX failed nobodyLeft',
  },
  { ...three, rule: 'kOfN 2', rows: 'FFX approved, FXX failed tooFewSeats, XFA rejected' },
  { ...three, rule: 'kOfN 2', effects: 'contra', rows: 'FFX approved, FXX rejected, FX. open, XXF rejected' },
  { ...three, rule: 'kOfN 2', effects: 'pro', rows: 'FXA approved, FX. approved early, AXX approved' },
  { ...weights, rows: 'XFF approved, FXX approved, XFA approved, XAF rejected' },
  { ...weights, effects: 'contra', rows: 'XFF rejected, FFX approved, FXX rejected' },
  { ...weights, effects: 'pro', rows: 'XAA rejected, XFA approved, AXX rejected' },
  { ...vetoFirst, rule: 'veto', rows: 'XFF rejected, FXX approved' },
  { ...vetoFirst, rule: 'veto', effects: 'contra', rows: 'XFF rejected, FXX approved' },
  { ...vetoFirst, rule: 'veto', effects: 'pro', rows: 'XFF rejected, AXX rejected' },
  { ...vetoFirst, rule: 'chair', rows: 'FXX approved, TFF rejected' },
  { ...vetoFirst, rule: 'all', rows: 'XFF rejected, FXF approved, RFF rejected' },
  { ...vetoFirst, rule: 'weighted 50', rows: 'TFF rejected, BFF approved, FTT approved' },
  { ...three, rule: 'chair', rows: 'XFF failed chairGone, FXX approved, AXX rejected' },
  { ...three, rule: 'chair', effects: 'contra', rows: 'XFF rejected, FXX approved' },
  { ...three, rule: 'chair', effects: 'pro', rows: 'XFF approved, XAA approved, AXX rejected' },
]
