int witscope_cinterpreter_placeholder(void);
