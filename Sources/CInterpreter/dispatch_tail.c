// Dispatch by guaranteed tail calls: each handler ends in a jump to the next, and the state stays in registers.
#include "support.h"
#include "vectors.h"

#if defined(__has_attribute)
#if __has_attribute(musttail) && __has_attribute(preserve_none) && (defined(__x86_64__) || defined(__aarch64__))
#define WI_TAIL_CALLS 1
#endif
#endif

#ifdef WI_TAIL_CALLS

#define WI_PARAMETERS \
  const uint64_t *pc, uint64_t *slots, uint8_t *memory, uint64_t memory_size, wi_context *context, const void *table
#define WI_HANDLER __attribute__((preserve_none)) void
#define WI_COLD_HANDLER __attribute__((preserve_none, noinline, cold)) void
typedef WI_HANDLER (*wi_handler)(WI_PARAMETERS);

#define FIELD(i) (((const uint16_t *)pc)[i])
#define GOTO \
  __attribute__((musttail)) return ((const wi_handler *)table)[FIELD(0)]( \
    pc, slots, memory, memory_size, context, table)
#define NEXT(words) do { pc += (words); GOTO; } while (0)
#define RUN_NEXT(name) \
  do { \
    pc += 1; \
    __attribute__((musttail)) return wi_do_##name(pc, slots, memory, memory_size, context, table); \
  } while (0)
#define LEAVE(why) \
  do { \
    context->pc = pc; \
    context->slots = slots; \
    context->reason = (why); \
    return; \
  } while (0)
// Makes the operation lossy and runs it again.
#define BECOME_LOSSY __attribute__((musttail)) return wi_become_lossy(pc, slots, memory, memory_size, context, table)
#define RUNNING_WATCH table
#define OPERATION(name) static WI_HANDLER wi_do_##name(WI_PARAMETERS) {
#define END }

#pragma clang diagnostic ignored "-Wunused-parameter"
static WI_COLD_HANDLER wi_become_lossy(WI_PARAMETERS);
#include "handlers.inc"

#define WI_ENTRY(name) [wi_op_##name] = wi_do_##name,
#define WI_PLAIN_ENTRY(name) [wi_op_lossy_##name] = wi_do_##name,
static const wi_handler wi_plain_handlers[] = {WI_OPERATIONS(WI_ENTRY) WI_WATCHED(WI_PLAIN_ENTRY)};

static WI_HANDLER wi_become_lossy(WI_PARAMETERS) {
  if (wi_watch_claim(context->watch, pc)) GOTO;
  __attribute__((musttail)) return wi_plain_handlers[FIELD(0)](pc, slots, memory, memory_size, context, table);
}

#define WI_WIDE_TWIN_ENTRY(name) [wi_op_##name] = wi_do_watch_##name,
#define WI_TWIN_ENTRY(name) [wi_op_##name] = wi_do_watch_##name, [wi_op_lossy_##name] = wi_do_record_##name,
#pragma clang diagnostic ignored "-Winitializer-overrides"
// Marks dispatch here, so that they reach the twins.
#define WI_MARK_ENTRY(X, name) [wi_op_mark_##name] = wi_do_mark,
#define WI_LOSS_MARK_ENTRY(X, name) [wi_op_mark_loss_##name] = wi_do_mark_loss,
static const wi_handler wi_watch_handlers[wi_operation_count] = {
  WI_OPERATIONS(WI_ENTRY) WI_WATCHED(WI_TWIN_ENTRY) WI_WATCHED_WIDE(WI_WIDE_TWIN_ENTRY)
  WI_MARKED(WI_MARK_ENTRY, ) WI_MARKED_LOSSES(WI_LOSS_MARK_ENTRY, )
};

void wi_watch_set_handlers(wi_watch *watch) {
  __builtin_memcpy(watch->handlers, wi_watch_handlers, sizeof watch->handlers);
}

bool wi_dispatches_by_tail_calls(void) { return true; }

wi_reason wi_run(wi_context *context) {
  wi_watch_enter(context);
  const wi_handler *table = context->watch ? (const wi_handler *)context->watch->handlers : wi_plain_handlers;
  const uint64_t *pc = context->pc;
  wi_memory *memory = context->instance->memory0;
  table[FIELD(0)](pc, context->slots, memory->base, memory->size, context, table);
  return context->reason;
}

#else

void wi_watch_set_handlers(wi_watch *watch) { (void)watch; }

bool wi_dispatches_by_tail_calls(void) { return false; }

wi_reason wi_run(wi_context *context) { return wi_run_portably(context); }

#endif
