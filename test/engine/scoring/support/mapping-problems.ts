import type { Curve, Mapping } from '../../../../src/engine/scoring/rating/mapping.js';

/** Problems of a mapping, empty when it is sound: curves monotone and in order, weights positive. */
export function mappingProblems(mapping: Mapping): readonly string[] {
  const named: readonly { readonly name: string; readonly curve: Curve; readonly weight?: number }[] = [
    ...Object.entries(mapping.criteria).flatMap(([criterion, { curves, penalties }]) =>
      [...curves, ...penalties].map(({ measure, curve, weight }) => ({
        name: `${criterion}.${measure}`,
        curve,
        weight,
      })),
    ),
    ...mapping.ceilings.map(({ measure, curve }) => ({ name: `ceiling.${measure}`, curve })),
  ];
  return named.flatMap(({ name, curve, weight }) => {
    const values = curve.map(([value]) => value);
    const bands = curve.map(([, band]) => band);
    const steps = bands.slice(1).map((band, index) => band - (bands[index] ?? 0));
    return [
      ...(curve.length === 0 ? [`${name}: no points`] : []),
      ...(values.some((value, index) => index > 0 && value <= (values[index - 1] ?? 0))
        ? [`${name}: values do not rise`]
        : []),
      ...(steps.some((step) => step > 0) && steps.some((step) => step < 0) ? [`${name}: not monotone`] : []),
      ...(weight !== undefined && weight <= 0 ? [`${name}: weight must be positive`] : []),
    ];
  });
}
