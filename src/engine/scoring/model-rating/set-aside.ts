/** Why a model's band counts nothing. */
export const SET_ASIDES = ['tooFar', 'mayBeAsked', 'unchecked', 'allNine'] as const;
export type SetAside = (typeof SET_ASIDES)[number];

/** As the report says it. */
export const SET_ASIDE: Readonly<Record<SetAside, string>> = {
  tooFar: 'set aside as too far off',
  mayBeAsked: 'set aside since the candidate may have asked for a band',
  unchecked: 'set aside since parts of the test were not rated as well',
  allNine: 'set aside since every sample gave nine',
};
