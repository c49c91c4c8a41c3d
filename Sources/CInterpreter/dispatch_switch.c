// Dispatch by a plain switch, for compilers without guaranteed tail calls.
#include "support.h"
#include "vectors.h"

#define FIELD(i) (((const uint16_t *)pc)[i])
#define GOTO goto dispatch
#define NEXT(words) do { pc += (words); goto dispatch; } while (0)
#define RUN_NEXT(name) NEXT(1)
#define LEAVE(why) do { context->reason = (why); goto leave; } while (0)
#define OPERATION(name) case wi_op_##name: {
#define END }

#define WI_TWIN_CASE(name) case wi_op_##name: return wi_op_watch_##name;
static inline uint32_t wi_twin(uint32_t operation) {
  switch (operation) {
    WI_WATCHED(WI_TWIN_CASE)
    WI_WATCHED_WIDE(WI_TWIN_CASE)
    default: return operation;
  }
}

wi_reason wi_run_portably(wi_context *context) {
  const uint64_t *pc = context->pc;
  uint64_t *slots = context->slots;
  uint8_t *memory = context->instance->memory0->base;
  uint64_t memory_size = context->instance->memory0->size;
  bool is_watching = context->watch != 0;
dispatch:;
  uint32_t operation = FIELD(0);
  if (is_watching) operation = wi_twin(operation);
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
