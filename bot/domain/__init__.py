"""What Recourse decides. Pure: no clock, no I/O, no words; standard library and dateutil only."""
