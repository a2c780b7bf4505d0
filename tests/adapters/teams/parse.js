// Reads cards as Microsoft's own library does, and prints what it finds wrong with each.

import { readFileSync } from "node:fs";
import { AdaptiveCard, SerializationContext, Versions } from "adaptivecards";

function wrong(content) {
  const card = new AdaptiveCard();
  card.version = Versions.v1_5;
  const context = new SerializationContext(Versions.v1_5);
  card.parse(content, context);
  const read = Array.from({ length: context.eventCount }, (_, number) => context.getEventAt(number));
  return [...read, ...card.validateProperties().validationEvents].map((one) => one.message);
}

console.log(JSON.stringify(JSON.parse(readFileSync(process.argv[2], "utf-8")).map(wrong)));
