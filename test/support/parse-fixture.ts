import { Description } from '../../src/engine/replay/fixture/description.js';
import { fixtureSchema, type Fixture } from '../../src/engine/replay/fixture/fixture-schema.js';

/** A fixture from the text of its `fixture.yaml` alone. @param name how the file is called in messages */
export function parseFixture(text: string, name: string): Fixture {
  return new Description(text, name).parse(fixtureSchema);
}
