export const PART_1: { readonly tuning: readonly string[]; readonly heldOut: readonly string[] };
export const PART_3: { readonly tuning: readonly string[]; readonly heldOut: readonly string[] };
