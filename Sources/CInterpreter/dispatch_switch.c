// Dispatch by a plain switch, for compilers without guaranteed tail calls.
#include "support.h"
#include "vectors.h"

#define FIELD(i) (((const uint16_t *)pc)[i])
#define GOTO goto dispatch
#define NEXT(words) do { pc += (words); goto dispatch; } while (0)
#define RUN_NEXT(name) NEXT(1)
#define LEAVE(why) do { context->reason = (why); goto leave; } while (0)
// Makes the operation lossy and runs it again.
#define BECOME_LOSSY \
  do { \
    if (wi_watch_claim(context->watch, pc)) goto dispatch; \
    operation = FIELD(0); \
    goto perform; \
  } while (0)
#define RUNNING_WATCH context->watch
#define OPERATION(name) case wi_op_##name: {
#define END }

#define WI_ITSELF(name) [wi_op_##name] = wi_op_##name,
#define WI_TWIN(name) [wi_op_##name] = wi_op_watch_##name, [wi_op_lossy_##name] = wi_op_record_##name,
#define WI_WIDE_TWIN(name) [wi_op_##name] = wi_op_watch_##name,
#pragma GCC diagnostic ignored "-Woverride-init"
#pragma clang diagnostic ignored "-Winitializer-overrides"
static const uint16_t wi_watching_operations[wi_operation_count] = {
  WI_OPERATIONS(WI_ITSELF) WI_WATCHED(WI_TWIN) WI_WATCHED_WIDE(WI_WIDE_TWIN)
};

wi_reason wi_run_portably(wi_context *context) {
  wi_watch_enter(context);
  const uint64_t *pc = context->pc;
  uint64_t *slots = context->slots;
  uint8_t *memory = context->instance->memory0->base;
  uint64_t memory_size = context->instance->memory0->size;
  const uint16_t *operations = context->watch ? wi_watching_operations : wi_plain_operations;
  uint32_t operation;
dispatch:
  operation = operations[FIELD(0)];
perform:
  switch (operation) {
#include "handlers.inc"
  }
  context->trap = wi_trap_unreachable;
  context->reason = wi_reason_trapped;
leave:
  context->pc = pc;
  context->slots = slots;
  return context->reason;
}
