using System.Net;
using System.Net.Http.Headers;

namespace Lake.Trino.Transport;

/// <summary>A whole answer of the server.</summary>
internal sealed record Answer(HttpStatusCode Status, HttpResponseHeaders Headers, byte[] Body);
