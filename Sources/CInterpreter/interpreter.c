int witscope_cinterpreter_placeholder(void) { return 0; }
