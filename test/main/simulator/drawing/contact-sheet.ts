/**
 * Writes pictures of scenes for the eye: `npx tsx test/main/simulator/drawing/contact-sheet.ts DIR [scene,scene] [day,night] [event] [frames] [looks]`.
 * Also prints how long the drawing takes per frame.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createCanvas, type Canvas } from '@napi-rs/canvas';
import { buildScene, SCENE_NAMES } from '../../../../main/simulator/scenes/index.ts';
import { SceneRenderer } from '../../../../main/simulator/scenes/scene-renderer.ts';
import type { Light, SceneEvent, SceneName } from '../../../../main/simulator/types.ts';

const [directory = '.', sceneList = 'all', lightList = 'night,day', eventName = 'none', frameList = '120', lookList = '0'] = process.argv.slice(2);
mkdirSync(directory, { recursive: true });
const scenes = sceneList === 'all' ? SCENE_NAMES : (sceneList.split(',') as SceneName[]);
const event = eventName === 'none' ? null : (eventName as SceneEvent);
const cells: { canvas: Canvas; label: string }[] = [];
for (const scene of scenes) {
  for (const look of lookList.split(',').map(Number)) {
    for (const light of lightList.split(',') as Light[]) {
      const stage = buildScene(scene, look, light, event);
      const renderer = new SceneRenderer(stage);
      for (const frame of frameList.split(',').map(Number)) {
        renderer.draw(frame, stage.home);
        const label = `${scene}-${look}-${light}-${event ?? 'plain'}-${frame}`;
        const copy = createCanvas(1280, 720);
        copy.getContext('2d').drawImage(renderer.canvas, 0, 0);
        cells.push({ canvas: copy, label });
      }
      const begun = performance.now();
      for (let frame = 0; frame < 24; frame++) renderer.draw(frame * 24, stage.home);
      console.log(scene, look, light, `${((performance.now() - begun) / 24).toFixed(1)} ms per frame`);
    }
  }
}
const columns = cells.length === 1 ? 1 : 2;
for (let sheet = 0; sheet * 6 < cells.length; sheet++) {
  const part = cells.slice(sheet * 6, sheet * 6 + 6);
  const [width, height] = columns === 1 ? [1280, 720] : [960, 540];
  const canvas = createCanvas(width * columns, height * Math.ceil(part.length / columns));
  const ctx = canvas.getContext('2d');
  part.forEach(({ canvas: picture, label }, i) => {
    ctx.drawImage(picture, (i % columns) * width, Math.floor(i / columns) * height, width, height);
    ctx.fillStyle = '#fff';
    ctx.font = '14px sans-serif';
    ctx.fillText(label, (i % columns) * width + 8, Math.floor(i / columns) * height + 16);
  });
  const path = join(directory, `sheet-${sheet}.png`);
  writeFileSync(path, canvas.toBuffer('image/png'));
  console.log(path);
}
