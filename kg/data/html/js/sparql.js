const sparqlButton = () => null, nodeQuery = () => "", pairQuery = () => "", typeQuery = () => "", countQuery = () => "", onQuery = () => "";
