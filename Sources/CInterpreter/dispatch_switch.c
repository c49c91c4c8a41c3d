// Dispatch by a plain switch, for compilers without guaranteed tail calls.
#include "support.h"
#include "vectors.h"

#define FIELD(i) (((const uint16_t *)pc)[i])
#define GOTO goto dispatch
#define NEXT(words) do { pc += (words); goto dispatch; } while (0)
#define RUN_NEXT(name) NEXT(1)
#define LEAVE(why) do { context->reason = (why); goto leave; } while (0)
// Makes the operation lossy and runs it again.
#define BECOME_LOSSY do { *(uint16_t *)pc = wi_lossy_operations[FIELD(0)]; goto dispatch; } while (0)
// Makes a place known to the watch and runs the operation again.
#define LEARN \
  do { \
    if (wi_watch_learn(context->watch, pc, 0)) goto dispatch; \
    operation = wi_plain_operations[FIELD(0)]; \
    goto perform; \
  } while (0)
// Records what waits for its place to be known and goes on behind an operation of two words.
#define LEARN_BEHIND do { wi_watch_record_waiting(context->watch, pc); NEXT(2); } while (0)
#define OPERATION(name) case wi_op_##name: {
#define END }

#define WI_ITSELF(name) [wi_op_##name] = wi_op_##name,
#define WI_TWIN(name) [wi_op_##name] = wi_op_watch_##name, [wi_op_lossy_##name] = wi_op_record_##name,
#pragma GCC diagnostic ignored "-Woverride-init"
#pragma clang diagnostic ignored "-Winitializer-overrides"
static const uint16_t wi_watching_operations[wi_operation_count] = {WI_OPERATIONS(WI_ITSELF) WI_WATCHED(WI_TWIN)};

wi_reason wi_run_portably(wi_context *context) {
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
