"""Support: a case in the hands of people. The buyer's side, the volunteers' side, and the topic between them."""
