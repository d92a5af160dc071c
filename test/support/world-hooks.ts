// A world for the tests of one `describe`, so that each says only how its world differs from the usual one.
import { openWorld, type World, type WorldOptions } from "./world.ts";

/** One world for all tests here: opened before anything else is done, closed after everything else. */
export function worldForAll(options: WorldOptions = {}): World {
  const { world, open, close } = unopened(options);
  before(open);
  before(function () {
    this.test?.parent?.afterAll(close);
  });
  return world;
}

/** A world of its own for each test here: opened before anything else is done, closed after everything else. */
export function worldForEach(options: WorldOptions = {}): World {
  const { world, open, close } = unopened(options);
  beforeEach(open);
  before(function () {
    this.test?.parent?.afterEach(close);
  });
  return world;
}

/** The object that tests hold while they are declared; `open` makes it the world that they play in. */
function unopened(options: WorldOptions) {
  const world = {} as World;
  const open = async (): Promise<void> => {
    Object.assign(world, await openWorld(options));
  };
  return { world, open, close: () => world.close() };
}
