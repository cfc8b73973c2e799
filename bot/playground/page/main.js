// Puts the page together: what arrives is kept by chats.js, shown in the two panes, and what people do goes to the stand-in.
// Start reading here; then chats.js (what is known), room.js (a chat on the screen), phone.js, group.js and tools.js (the panes).
import { Backstage } from "./backstage.js";
import { Chats } from "./chats.js";
import { listen } from "./connection.js";
import { icon } from "./element.js";
import { Group } from "./group.js";
import { wireBanner } from "./notices.js";
import { wirePanes } from "./panes.js";
import { People } from "./people.js";
import { Phone } from "./phone.js";
import { wireTheme } from "./theme.js";
import { Tools } from "./tools.js";
import { translatePage } from "./words.js";

const chats = new Chats();
const backstage = new Backstage();

translatePage();
wireTheme();
for (const place of document.querySelectorAll("[data-icon]")) place.append(icon(place.dataset.icon));
const showPane = wirePanes(chats);
new People(chats);
new Phone(chats);
new Group(chats);
new Tools(document.querySelector("#tools"), backstage, chats, showPane);

const connection = listen({
  onSnapshot: (snapshot) => {
    chats.take(snapshot);
    backstage.take(snapshot);
  },
  onChange: (change) => {
    chats.change(change);
    backstage.change(change);
  },
  onState: wireBanner(() => connection.retry()),
});
