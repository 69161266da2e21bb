/** The calibrated measures as a table for docs/scoring.md, from data/band-calibration.json. */
export function calibrationTable({ measures }, texts) {
  const rows = measures.map(({ measure, criterion, weight, limits, fadeIn }) => {
    const [low, high] = limits;
    const fade = fadeIn
      ? `, from ${fadeIn.words[0]} words or ${fadeIn.answers[0]} answers on, in full from ${fadeIn.words[1]} or ${fadeIn.answers[1]}`
      : '';
    return `| ${texts[measure].name} | ${criterion} | ${weight < 0 ? 'lowers' : 'raises'} | ${Math.abs(weight).toFixed(2)} | ${low} to ${high}${fade} |`;
  });
  return [
    '| measure | stands under | more of it | bands per deviation | deviations that count |',
    '| --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
