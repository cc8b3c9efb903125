/* People who press as fast as they are answered, over kept connections, in one process.
 *
 * press PORT FILE. The file has a line for each client with the number of its requests, and after
 * each such line the requests: a line with their length in bytes, and the bytes. In a request `@`
 * within its first line stands for the "id" of the answer before. Prints the seconds that all took,
 * then the milliseconds of each answer. Ends with 1 when an answer is no success. */

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MOST (1 << 20)

struct request { char *bytes; size_t length; };

struct client {
    int socket, count, next;
    struct request *requests;
    char *answer;
    size_t have;
    double asked;
    char id[24];
};

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + t.tv_nsec / 1e9;
}

static void fail(const char *why, const char *what) {
    fprintf(stderr, "%s%s\n", why, what);
    exit(1);
}

static void read_requests(struct client *c, FILE *file) {
    c->requests = calloc(c->count, sizeof *c->requests);
    for (int n = 0; n < c->count; n++) {
        struct request *r = &c->requests[n];
        if (fscanf(file, "%zu", &r->length) != 1) fail("the file ends too early", "");
        fgetc(file);
        r->bytes = malloc(r->length + 1);
        if (fread(r->bytes, 1, r->length, file) != r->length) fail("the file ends too early", "");
        r->bytes[r->length] = 0;
    }
}

static void say(struct client *c) {
    static char filled[MOST];
    struct request *r = &c->requests[c->next++];
    char *line = strchr(r->bytes, '\n'), *at = memchr(r->bytes, '@', line - r->bytes);
    const char *bytes = r->bytes;
    size_t length = r->length;
    if (at) {
        length = snprintf(filled, MOST, "%.*s%s%s", (int)(at - r->bytes), r->bytes, c->id, at + 1);
        bytes = filled;
    }
    c->asked = now();
    while (length) {
        ssize_t sent = send(c->socket, bytes, length, 0);
        if (sent <= 0) fail("a connection was lost", "");
        bytes += sent, length -= sent;
    }
}

/* Reads what came; 1 when an answer is whole. */
static int heard(struct client *c) {
    ssize_t got = recv(c->socket, c->answer + c->have, MOST - 1 - c->have, 0);
    if (got <= 0) fail("a connection was lost", "");
    c->have += got;
    c->answer[c->have] = 0;
    char *end = strstr(c->answer, "\r\n\r\n"), *length = strcasestr(c->answer, "content-length:");
    if (!end || !length || length > end) return 0;
    if (c->have < (size_t)(end + 4 - c->answer) + atol(length + 15)) return 0;
    if (strncmp(c->answer, "HTTP/1.1 2", 10)) fail("not done: ", c->answer);
    char *id = strstr(end, "\"id\":");
    if (id) snprintf(c->id, sizeof c->id, "%ld", atol(id + 5));
    c->have = 0;
    return 1;
}

int main(int count, char **words) {
    if (count != 3) fail("press PORT FILE", "");
    FILE *file = fopen(words[2], "rb");
    if (!file) fail("no file ", words[2]);
    struct client clients[4096];
    int people = 0, left = 0, presses = 0, all = epoll_create1(0);
    while (people < 4096 && fscanf(file, "%d", &clients[people].count) == 1) {
        struct client *c = &clients[people];
        *c = (struct client){.count = c->count, .answer = malloc(MOST)};
        read_requests(c, file);
        struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(atoi(words[1]))};
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        c->socket = socket(AF_INET, SOCK_STREAM, 0);
        if (connect(c->socket, (struct sockaddr *)&to, sizeof to)) fail("nobody listens", "");
        setsockopt(c->socket, IPPROTO_TCP, TCP_NODELAY, &(int){1}, sizeof(int));
        epoll_ctl(all, EPOLL_CTL_ADD, c->socket, &(struct epoll_event){EPOLLIN, {.u32 = people}});
        presses += c->count;
        left += c->count > 0;
        people++;
    }
    double *took = calloc(presses + 1, sizeof *took), began = now();
    int done = 0;
    for (int n = 0; n < people; n++)
        if (clients[n].count) say(&clients[n]);
    while (left) {
        struct epoll_event events[256];
        int many = epoll_wait(all, events, 256, 60000);
        if (many <= 0) fail("no answer for a minute", "");
        for (int n = 0; n < many; n++) {
            struct client *c = &clients[events[n].data.u32];
            if (!heard(c)) continue;
            took[done++] = now() - c->asked;
            if (c->next < c->count) say(c);
            else left--;
        }
    }
    printf("%.9f\n", now() - began);
    for (int n = 0; n < done; n++) printf("%.6f\n", took[n] * 1000);
    return 0;
}
