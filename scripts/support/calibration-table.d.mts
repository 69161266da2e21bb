import type { Calibration } from '../../src/engine/scoring/rating/calibration.js';
import type { MEASURE_TEXTS } from '../../src/engine/scoring/measures/catalogue.js';

export function calibrationTable(calibration: Calibration, texts: typeof MEASURE_TEXTS): string;
