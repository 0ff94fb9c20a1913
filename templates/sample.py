class Handler(http.server.BaseHTTPRequestHandler):
    def do_GET(self):
        status, body = 200, {"status": "ok"}
        path = self.path.removeprefix("/" + ENV["ROLE"]) or "/"  # a service is asked below its name
        if path == "/":
            body = {"app": ENV["APP_NAME"], "role": ENV["ROLE"], "host": socket.gethostname()}
        elif path == "/readyz":
            body.update(self.ready())
            if "no answer" in body.values():
                status, body["status"] = 503, "not ready"
        elif path != "/healthz":
            status, body = 404, {"status": "not found"}
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(json.dumps(body).encode() + b"\n")

    do_HEAD = do_GET

    def ready(self):
        return {"database": database(ENV["DB_HOST"])}


if __name__ == "__main__":
    http.server.ThreadingHTTPServer(("", int(ENV["PORT"])), Handler).serve_forever()
